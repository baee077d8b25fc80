-- AlterTable
ALTER TABLE "call" ADD COLUMN     "price" DECIMAL(12,6),
ADD COLUMN     "price_unit" TEXT;

-- AlterTable
ALTER TABLE "conference" ADD COLUMN     "confirm_join" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "note" TEXT,
ADD COLUMN     "search_key" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "second_number" TEXT,
ADD COLUMN     "second_number_hash" TEXT;

-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "held" JSONB,
ADD COLUMN     "number_source" TEXT;

-- CreateTable
CREATE TABLE "contact_group" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search_key" TEXT NOT NULL,

    CONSTRAINT "contact_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_group_member" (
    "group_id" TEXT NOT NULL,
    "contact_id" TEXT NOT NULL,

    CONSTRAINT "contact_group_member_pkey" PRIMARY KEY ("group_id","contact_id")
);

-- CreateTable
CREATE TABLE "person" (
    "team_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "proved_number" TEXT,
    "proved_number_hash" TEXT,
    "proved_at" TIMESTAMPTZ(3),
    "do_not_ring" BOOLEAN NOT NULL DEFAULT false,
    "quiet_hours" TEXT,

    CONSTRAINT "person_pkey" PRIMARY KEY ("team_id","slack_user_id")
);

-- CreateTable
CREATE TABLE "number_proof" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "number_hash" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "wrong_tries" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "placing" TEXT NOT NULL DEFAULT 'waiting',
    "sid" TEXT,
    "refusal" TEXT,

    CONSTRAINT "number_proof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "home_view" (
    "team_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "hash" TEXT,

    CONSTRAINT "home_view_pkey" PRIMARY KEY ("team_id","slack_user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "contact_group_team_id_search_key_key" ON "contact_group"("team_id", "search_key");

-- CreateIndex
CREATE INDEX "contact_group_member_contact_id_idx" ON "contact_group_member"("contact_id");

-- CreateIndex
CREATE INDEX "number_proof_team_id_slack_user_id_made_at_idx" ON "number_proof"("team_id", "slack_user_id", "made_at");

-- CreateIndex
CREATE INDEX "number_proof_number_hash_made_at_idx" ON "number_proof"("number_hash", "made_at");

-- CreateIndex
CREATE INDEX "contact_team_id_search_key_idx" ON "contact"("team_id", "search_key");

-- CreateIndex
CREATE INDEX "participant_team_id_slack_user_id_idx" ON "participant"("team_id", "slack_user_id");

-- AddForeignKey
ALTER TABLE "contact_group_member" ADD CONSTRAINT "contact_group_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "contact_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_group_member" ADD CONSTRAINT "contact_group_member_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Contacts of before are found by their names all the same; the app writes better keys when it next saves them.
UPDATE "contact" SET "search_key" = lower("name");
