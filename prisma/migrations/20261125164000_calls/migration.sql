-- CreateTable
CREATE TABLE "native_call" (
    "conference_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "call_id" TEXT,
    "told" JSONB NOT NULL DEFAULT '[]',
    "ended" BOOLEAN NOT NULL DEFAULT false,
    "refused" TEXT,

    CONSTRAINT "native_call_pkey" PRIMARY KEY ("conference_id")
);

-- CreateTable
CREATE TABLE "join_link" (
    "token_hash" TEXT NOT NULL,
    "conference_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,

    CONSTRAINT "join_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "join_link_conference_id_idx" ON "join_link"("conference_id");

-- AddForeignKey
ALTER TABLE "native_call" ADD CONSTRAINT "native_call_conference_id_fkey" FOREIGN KEY ("conference_id") REFERENCES "conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_link" ADD CONSTRAINT "join_link_conference_id_fkey" FOREIGN KEY ("conference_id") REFERENCES "conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;
