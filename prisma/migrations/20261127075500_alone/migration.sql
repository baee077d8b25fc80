-- AlterTable
ALTER TABLE "announcement" ALTER COLUMN "slack_user_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "conference" ADD COLUMN     "alone_since" TIMESTAMPTZ(3),
ADD COLUMN     "extended_ms" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "limit_warning" JSONB;


