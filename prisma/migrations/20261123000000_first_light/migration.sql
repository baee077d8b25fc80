-- CreateTable
CREATE TABLE "conference" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "host_user_id" TEXT NOT NULL,
    "trigger_id" TEXT NOT NULL,
    "name" TEXT,
    "room_name" TEXT NOT NULL,
    "invited" TEXT NOT NULL,
    "response_url" TEXT,
    "state" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "people_known_at" TIMESTAMPTZ(3),
    "live_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "decided_end_at" TIMESTAMPTZ(3),
    "decided_reason" TEXT,
    "ended_rooms" JSONB NOT NULL DEFAULT '{}',
    "card_channel_id" TEXT,
    "card_ts" TEXT,
    "card_hash" TEXT,
    "card_lost" TEXT,

    CONSTRAINT "conference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participant" (
    "id" TEXT NOT NULL,
    "conference_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "slack_user_id" TEXT,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "is_host" BOOLEAN NOT NULL,
    "number" TEXT,
    "not_called_code" TEXT,
    "not_called_sentence" TEXT,
    "state" TEXT NOT NULL,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call" (
    "id" TEXT NOT NULL,
    "conference_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "participant_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "placing" TEXT NOT NULL,
    "leased_at" TIMESTAMPTZ(3),
    "sid" TEXT,
    "refusal" JSONB,
    "status" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "sip_response_code" INTEGER,
    "presence" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "callback" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "conference_id" TEXT NOT NULL,
    "call_id" TEXT,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "callback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_line" (
    "id" BIGSERIAL NOT NULL,
    "conference_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "line" JSONB NOT NULL,
    "posted_ts" TEXT,

    CONSTRAINT "thread_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "slack_user_id" TEXT,
    "name" TEXT NOT NULL,
    "number" TEXT,
    "number_hash" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_slot" (
    "key" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_slot_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "conference_room_name_key" ON "conference"("room_name");

-- CreateIndex
CREATE INDEX "conference_team_id_requested_at_idx" ON "conference"("team_id", "requested_at");

-- CreateIndex
CREATE UNIQUE INDEX "conference_team_id_trigger_id_key" ON "conference"("team_id", "trigger_id");

-- CreateIndex
CREATE INDEX "participant_conference_id_idx" ON "participant"("conference_id");

-- CreateIndex
CREATE UNIQUE INDEX "call_sid_key" ON "call"("sid");

-- CreateIndex
CREATE INDEX "call_conference_id_idx" ON "call"("conference_id");

-- CreateIndex
CREATE UNIQUE INDEX "callback_key_key" ON "callback"("key");

-- CreateIndex
CREATE INDEX "callback_conference_id_applied_at_idx" ON "callback"("conference_id", "applied_at");

-- CreateIndex
CREATE UNIQUE INDEX "thread_line_conference_id_key_key" ON "thread_line"("conference_id", "key");

-- CreateIndex
CREATE INDEX "contact_team_id_number_hash_idx" ON "contact"("team_id", "number_hash");

-- CreateIndex
CREATE UNIQUE INDEX "contact_team_id_slack_user_id_key" ON "contact"("team_id", "slack_user_id");

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_conference_id_fkey" FOREIGN KEY ("conference_id") REFERENCES "conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_line" ADD CONSTRAINT "thread_line_conference_id_fkey" FOREIGN KEY ("conference_id") REFERENCES "conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;


