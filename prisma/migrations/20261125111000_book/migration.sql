-- CreateTable
CREATE TABLE "contact_import" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "counts" JSONB,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contact_import_team_id_made_at_idx" ON "contact_import"("team_id", "made_at");
