ALTER TABLE "releases" DROP CONSTRAINT "releases_consultation_id_unique";--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_number" UNIQUE("consultation_id","number");