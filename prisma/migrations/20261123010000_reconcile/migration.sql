-- AlterTable
ALTER TABLE "conference" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "settled" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "callback_applied_at_received_at_idx" ON "callback"("applied_at", "received_at");

-- CreateIndex
CREATE INDEX "conference_settled_requested_at_idx" ON "conference"("settled", "requested_at");


