import { Module } from '@nestjs/common';
import { AdminCreateCommand } from './admin-create.command.js';
import { BackupCommand } from './backup.command.js';
import { CopyAsQuestions } from './copy-as.questions.js';
import { DbCopyCommand } from './db-copy.command.js';
import { DbMigrateCommand } from './db-migrate.command.js';
import { DbSeedCommand } from './db-seed.command.js';
import { JobsEnableCommand } from './jobs-enable.command.js';
import { NewPasswordQuestions } from './new-password.questions.js';
import { OrdersExportCommand } from './orders-export.command.js';
import { ProductsExportCommand } from './products-export.command.js';
import { ProductsImportCommand } from './products-import.command.js';
import { ReconcileCommand } from './reconcile.command.js';
import { RestoreCommand } from './restore.command.js';
import { StockAuditCommand } from './stock-audit.command.js';

/**
 * The shop's commands. Nest makes all of them on every run, so their constructors open nothing: a command that needs
 * modules of the shop opens them when it runs (`withModule`).
 */
@Module({
  providers: [
    AdminCreateCommand,
    NewPasswordQuestions,
    BackupCommand,
    CopyAsQuestions,
    DbCopyCommand,
    DbMigrateCommand,
    DbSeedCommand,
    OrdersExportCommand,
    ProductsExportCommand,
    ProductsImportCommand,
    JobsEnableCommand,
    ReconcileCommand,
    RestoreCommand,
    StockAuditCommand,
  ],
})
export class CliModule {}
