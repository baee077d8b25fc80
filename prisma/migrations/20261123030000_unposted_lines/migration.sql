-- CreateIndex
CREATE INDEX "thread_line_unposted_idx" ON "thread_line"("conference_id") WHERE ("posted_ts" IS NULL);
