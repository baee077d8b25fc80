-- CreateIndex
CREATE INDEX "call_participant_id_idx" ON "call"("participant_id");
