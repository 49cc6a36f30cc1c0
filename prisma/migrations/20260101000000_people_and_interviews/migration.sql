-- The first tables: people, sessions, interviews with their turns, chunks, events, grades and reports.

CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT,
    "password_hash" TEXT,
    "role" TEXT NOT NULL DEFAULT 'candidate',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "person_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "person_role_is_known" CHECK ("role" IN ('candidate', 'admin')),
    CONSTRAINT "person_email_is_lower_case" CHECK ("email" = lower("email")),
    CONSTRAINT "person_signs_in_or_is_a_guest" CHECK (("email" IS NULL) = ("password_hash" IS NULL))
);
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

CREATE TABLE "session" (
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);
CREATE INDEX "session_person_id_idx" ON "session"("person_id");
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

CREATE TABLE "interview" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'awaiting-question',
    "role" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "topics" TEXT[],
    "job_description" TEXT,
    "engine_name" TEXT NOT NULL,
    "engine_model" TEXT,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "waiting_since" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "question_fence" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_at" TIMESTAMPTZ(3),
    "paused_ms" BIGINT NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "report_since" TIMESTAMPTZ(3),
    "report_fence" INTEGER NOT NULL DEFAULT 0,
    "report_failure" TEXT,
    "shown_report" INTEGER,
    CONSTRAINT "interview_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "interview_state_is_known" CHECK ("state" IN ('awaiting-question', 'listening', 'ended', 'reported')),
    CONSTRAINT "interview_role_is_known" CHECK ("role" IN ('backend', 'frontend', 'full-stack')),
    CONSTRAINT "interview_level_is_known" CHECK ("level" IN ('junior', 'mid', 'senior')),
    CONSTRAINT "interview_mode_is_known" CHECK ("mode" IN ('practice', 'real')),
    CONSTRAINT "interview_engine_is_known" CHECK ("engine_name" IN ('gemini', 'openai', 'builtin')),
    CONSTRAINT "interview_ender_is_known" CHECK ("ended_by" IN ('person', 'interviewer', 'time')),
    CONSTRAINT "interview_minutes_are_positive" CHECK ("minutes" > 0),
    CONSTRAINT "interview_waits_only_for_a_question" CHECK (("waiting_since" IS NOT NULL) = ("state" = 'awaiting-question')),
    CONSTRAINT "interview_end_has_a_time" CHECK (("ended_at" IS NOT NULL) = ("state" IN ('ended', 'reported'))),
    CONSTRAINT "interview_report_is_owed_after_the_end" CHECK ("report_since" IS NULL OR "state" = 'ended')
);
CREATE INDEX "interview_person_id_started_at_idx" ON "interview"("person_id", "started_at" DESC);
-- The sweeps read only rows that wait; these stay small however long the history grows.
CREATE INDEX "interview_awaiting_question" ON "interview"("waiting_since") WHERE "state" = 'awaiting-question';
CREATE INDEX "interview_awaiting_report" ON "interview"("report_since") WHERE "report_since" IS NOT NULL;
CREATE INDEX "interview_open" ON "interview"("started_at") WHERE "ended_at" IS NULL;

CREATE TABLE "turn" (
    "interview_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asking',
    "kind" TEXT NOT NULL,
    "record" TEXT,
    "revision" INTEGER,
    "trigger" TEXT,
    "signals" TEXT[],
    "reason" TEXT NOT NULL,
    "question" TEXT NOT NULL DEFAULT '',
    "source" TEXT,
    "engine" TEXT,
    "model" TEXT,
    "prompt_version" TEXT,
    "vocabulary" TEXT[],
    "usage" JSONB,
    "asked_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "end_seq" INTEGER,
    "end_heard_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "transcript_version" INTEGER NOT NULL DEFAULT 0,
    "grading" TEXT NOT NULL DEFAULT 'none',
    "grading_since" TIMESTAMPTZ(3),
    "grade_fence" INTEGER NOT NULL DEFAULT 0,
    "grading_failure" TEXT,
    "shown_grade_id" UUID,
    CONSTRAINT "turn_pkey" PRIMARY KEY ("interview_id", "turn"),
    CONSTRAINT "turn_number_is_positive" CHECK ("turn" >= 1),
    CONSTRAINT "turn_state_is_known" CHECK ("state" IN ('asking', 'open', 'closed')),
    CONSTRAINT "turn_kind_is_known" CHECK ("kind" IN ('opening', 'lead', 'probe', 'stretch', 'easier', 'closing')),
    CONSTRAINT "turn_trigger_is_known" CHECK ("trigger" IN ('missing-metric', 'vague', 'no-trade-off', 'we-without-i', 'wrong-claim', 'too-short', 'off-topic', 'missing-signal')),
    CONSTRAINT "turn_source_is_known" CHECK ("source" IN ('model', 'bank')),
    CONSTRAINT "turn_engine_is_known" CHECK ("engine" IN ('gemini', 'openai', 'builtin')),
    CONSTRAINT "turn_grading_is_known" CHECK ("grading" IN ('none', 'waiting', 'graded', 'failed')),
    CONSTRAINT "turn_waits_for_grading_since" CHECK (("grading_since" IS NOT NULL) = ("grading" = 'waiting')),
    CONSTRAINT "turn_is_graded_when_closed" CHECK ("grading" = 'none' OR "state" = 'closed')
);
CREATE UNIQUE INDEX "turn_shown_grade_id_key" ON "turn"("shown_grade_id");
CREATE INDEX "turn_awaiting_grading" ON "turn"("grading_since") WHERE "grading" = 'waiting';
CREATE INDEX "turn_grading_failed" ON "turn"("interview_id") WHERE "grading" = 'failed';
CREATE INDEX "turn_awaiting_chunks" ON "turn"("end_heard_at") WHERE "state" = 'open' AND "end_seq" IS NOT NULL;

CREATE TABLE "sentence" (
    "interview_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "sentence_pkey" PRIMARY KEY ("interview_id", "turn", "index"),
    CONSTRAINT "sentence_index_is_not_negative" CHECK ("index" >= 0)
);

CREATE TABLE "chunk" (
    "interview_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "started_at_ms" INTEGER,
    "ended_at_ms" INTEGER,
    "confidence" DOUBLE PRECISION,
    "heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "chunk_pkey" PRIMARY KEY ("interview_id", "turn", "seq"),
    CONSTRAINT "chunk_seq_is_positive" CHECK ("seq" >= 1),
    CONSTRAINT "chunk_kind_is_known" CHECK ("kind" IN ('interim', 'final'))
);

CREATE TABLE "event" (
    "interview_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "data" JSONB NOT NULL,
    CONSTRAINT "event_pkey" PRIMARY KEY ("interview_id", "seq"),
    CONSTRAINT "event_seq_is_positive" CHECK ("seq" >= 1)
);

CREATE TABLE "grade" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interview_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "judgement" TEXT NOT NULL,
    "judgement_reason" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "technical_accuracy" DOUBLE PRECISION,
    "clarity" DOUBLE PRECISION,
    "completeness" DOUBLE PRECISION,
    "engine" TEXT NOT NULL,
    "model" TEXT,
    "prompt_version" TEXT NOT NULL,
    "rubric_version" TEXT NOT NULL,
    "question_revision" INTEGER,
    "transcript_version" INTEGER NOT NULL,
    "usage" JSONB,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "grade_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "grade_judgement_is_known" CHECK ("judgement" IN ('judged', 'not-answered', 'not-enough-evidence')),
    CONSTRAINT "grade_engine_is_known" CHECK ("engine" IN ('gemini', 'openai', 'builtin')),
    CONSTRAINT "grade_scores_are_from_1_to_5" CHECK (
        "technical_accuracy" BETWEEN 1 AND 5 AND "clarity" BETWEEN 1 AND 5 AND "completeness" BETWEEN 1 AND 5
    )
);
CREATE UNIQUE INDEX "grade_interview_id_turn_run_key" ON "grade"("interview_id", "turn", "run");

CREATE TABLE "report" (
    "interview_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "report_pkey" PRIMARY KEY ("interview_id", "run")
);

CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,
    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "interview" ADD CONSTRAINT "interview_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "turn" ADD CONSTRAINT "turn_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "turn" ADD CONSTRAINT "turn_shown_grade_id_fkey" FOREIGN KEY ("shown_grade_id") REFERENCES "grade"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "sentence" ADD CONSTRAINT "sentence_interview_id_turn_fkey" FOREIGN KEY ("interview_id", "turn") REFERENCES "turn"("interview_id", "turn") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "chunk" ADD CONSTRAINT "chunk_interview_id_turn_fkey" FOREIGN KEY ("interview_id", "turn") REFERENCES "turn"("interview_id", "turn") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "event" ADD CONSTRAINT "event_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "grade" ADD CONSTRAINT "grade_interview_id_turn_fkey" FOREIGN KEY ("interview_id", "turn") REFERENCES "turn"("interview_id", "turn") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "report" ADD CONSTRAINT "report_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
