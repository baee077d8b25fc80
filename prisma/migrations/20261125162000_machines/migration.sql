-- AlterTable
ALTER TABLE "call" ADD COLUMN     "machine" JSONB,
ADD COLUMN     "challenged_at" TIMESTAMPTZ(3),
ADD COLUMN     "passed_at" TIMESTAMPTZ(3);

