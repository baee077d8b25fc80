-- AlterTable
ALTER TABLE "call" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "to_second" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "conference" ADD COLUMN     "ring_attempts" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "ring_pause_ms" INTEGER NOT NULL DEFAULT 60000;

-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "second_number" TEXT;
