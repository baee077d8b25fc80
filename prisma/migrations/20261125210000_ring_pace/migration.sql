-- AlterTable
ALTER TABLE "call" ADD COLUMN     "not_before" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "recent_ring" (
    "call_id" TEXT NOT NULL,
    "number_hash" TEXT NOT NULL,
    "rung_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recent_ring_pkey" PRIMARY KEY ("call_id")
);

-- CreateIndex
CREATE INDEX "recent_ring_number_hash_rung_at_idx" ON "recent_ring"("number_hash", "rung_at");


