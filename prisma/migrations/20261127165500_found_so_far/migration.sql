-- CreateTable
CREATE TABLE "found_so_far" (
    "conference_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "with_phone" BOOLEAN NOT NULL,
    "person" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "found_so_far_pkey" PRIMARY KEY ("conference_id","slack_user_id")
);

-- CreateIndex
CREATE INDEX "found_so_far_found_at_idx" ON "found_so_far"("found_at");

-- AddForeignKey
ALTER TABLE "found_so_far" ADD CONSTRAINT "found_so_far_conference_id_fkey" FOREIGN KEY ("conference_id") REFERENCES "conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;
