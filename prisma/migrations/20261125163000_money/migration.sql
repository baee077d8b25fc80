-- CreateTable
CREATE TABLE "month_cost" (
    "team_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "conferences" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "minutes" INTEGER NOT NULL DEFAULT 0,
    "never_priced" INTEGER NOT NULL DEFAULT 0,
    "amount" DECIMAL(18,6) NOT NULL DEFAULT 0,

    CONSTRAINT "month_cost_pkey" PRIMARY KEY ("team_id","month","channel_id","currency")
);

