-- CreateTable
CREATE TABLE "conference_draft" (
    "team_id" TEXT NOT NULL,
    "view_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "draft" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conference_draft_pkey" PRIMARY KEY ("team_id","view_id")
);

-- CreateIndex
CREATE INDEX "conference_draft_made_at_idx" ON "conference_draft"("made_at");
