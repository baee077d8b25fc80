-- AlterTable
ALTER TABLE "call" ADD COLUMN     "removed_themselves" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "wishes" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "conference" ADD COLUMN     "decided_by" TEXT;

-- CreateTable
CREATE TABLE "announcement" (
    "id" TEXT NOT NULL,
    "conference_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "fetched_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "announcement_conference_id_idx" ON "announcement"("conference_id");

-- CreateIndex
CREATE INDEX "announcement_team_id_slack_user_id_idx" ON "announcement"("team_id", "slack_user_id");

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_conference_id_fkey" FOREIGN KEY ("conference_id") REFERENCES "conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;
