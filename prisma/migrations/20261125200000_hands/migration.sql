-- AlterTable
ALTER TABLE "call" ADD COLUMN     "muted" JSONB,
ADD COLUMN     "on_hold" JSONB,
ADD COLUMN     "removed_at" TIMESTAMPTZ(3);


