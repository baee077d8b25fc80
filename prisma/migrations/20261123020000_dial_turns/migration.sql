-- CreateTable
CREATE TABLE "dial_turn" (
    "number_hash" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dial_turn_pkey" PRIMARY KEY ("number_hash")
);
