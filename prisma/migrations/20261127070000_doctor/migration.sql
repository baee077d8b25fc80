-- CreateTable
CREATE TABLE "heard" (
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "heard_pkey" PRIMARY KEY ("what")
);


