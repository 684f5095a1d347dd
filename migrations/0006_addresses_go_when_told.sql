DELETE FROM "update_requests" WHERE "told_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "update_requests" DROP CONSTRAINT "update_requests_unsubscribe_hash_unique";--> statement-breakpoint
ALTER TABLE "update_requests" DROP COLUMN "unsubscribe_hash";--> statement-breakpoint
ALTER TABLE "update_requests" DROP COLUMN "told_at";