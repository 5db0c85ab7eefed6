//! The book's file: opened or seeded once, then one writer and a few readers over SQLite's write-ahead log.
//! Everything that touches the file runs on blocking threads; the server's loop never waits for a disk.
//! Must not know: HTTP, or what is asked.

use super::{
    Options, SandboxProblem,
    disturb::{CrashStage, Points},
    exercise,
    fault::StoreProblem,
    guard,
    ledger::Pen,
    places::Places,
    planted, schema, seed,
};
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{Notify, Semaphore, watch};

/// So many reads may run at once.
const READERS: usize = 4;

/// What is read, and what is changed.
type Reading<T, E> = Box<dyn FnOnce(&Connection, &Places) -> Result<T, E> + Send>;
type Writing<T, E> = Box<dyn FnOnce(&Connection) -> Result<T, E> + Send>;

/// The file and what is known about it.
#[derive(Clone, Debug)]
pub(super) struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    turns: Arc<Semaphore>,
    places: Places,
    points: Points,
    written: Arc<Notify>,
    changes: watch::Sender<u64>,
}

impl Store {
    /// Opens the book, seeding it first when the file is new.
    pub(super) fn open(file: &Path, options: &Options) -> Result<Self, SandboxProblem> {
        let made_with = made_with(options);
        if file.exists() {
            let found = recorded(file)?;
            if found != made_with {
                return Err(SandboxProblem::OtherBook { found, wanted: made_with });
            }
        } else {
            fill(file, options, &made_with)?;
        }
        let mut writer = Connection::open(file)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        writer.pragma_update(None, "synchronous", "FULL")?;
        // Whoever is erased is not to be found in the unused parts of the file either.
        writer.pragma_update(None, "secure_delete", "ON")?;
        writer.set_prepared_statement_cache_capacity(schema::STATEMENTS);
        stage(&mut writer, options)?;
        let mut readers = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let reader = Connection::open_with_flags(file, flags)?;
            // Whole indices are walked to place rows; mapping the file spares a copy of each page.
            reader.pragma_update(None, "mmap_size", 1_i64 << 30)?;
            reader.pragma_update(None, "temp_store", "MEMORY")?;
            reader.set_prepared_statement_cache_capacity(schema::STATEMENTS);
            readers.push(reader);
        }
        let inner = Inner {
            writer: Mutex::new(writer),
            readers: Mutex::new(readers),
            turns: Arc::new(Semaphore::new(READERS)),
            places: Places::default(),
            points: Points::at(options.crash),
            written: Arc::default(),
            changes: watch::Sender::new(0),
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Reads from one consistent state of the book.
    pub(super) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreProblem> + Send + 'static,
        F: FnOnce(&Connection, &Places) -> Result<T, E> + Send + 'static,
    {
        self.read_boxed(Box::new(work)).await
    }

    /// Everything that is not the work itself, made once for each answer and not once for each work: there are a hundred, and a task each
    /// would be a fortieth of the whole program.
    async fn read_boxed<T, E>(&self, work: Reading<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreProblem> + Send + 'static,
    {
        let inner = Arc::clone(&self.0);
        // A request that is given up leaves its work to end by itself; the turn and the reader come back with it.
        let turn = Arc::clone(&inner.turns).acquire_owned().await.map_err(|_| StoreProblem::Lost)?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut reader = lock(&inner.readers).pop().ok_or(StoreProblem::Lost)?;
            let result = read_in(&mut reader, |connection| work(connection, &inner.places));
            lock(&inner.readers).push(reader);
            result
        });
        done.await.map_err(|_| StoreProblem::Lost)?
    }

    /// Takes what was overwritten out of the log beside the file too, once no reader needs it any more.
    ///
    /// # Errors
    /// [`StoreProblem`] when the file can't be written; what was changed stays changed.
    pub(super) async fn clear_log(&self) -> Result<(), StoreProblem> {
        let inner = Arc::clone(&self.0);
        let cleared = tokio::task::spawn_blocking(move || {
            lock(&inner.writer).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(StoreProblem::Database)
        });
        cleared.await.map_err(|_| StoreProblem::Lost)?
    }

    /// Is notified after every change of the book.
    pub(super) fn written(&self) -> Arc<Notify> {
        Arc::clone(&self.0.written)
    }

    /// Changes with every change of the book, for everybody who watches.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.0.changes.subscribe()
    }

    /// Where this process may have to die.
    pub(super) fn points(&self) -> &Points {
        &self.0.points
    }

    /// Changes the book: all of it or nothing. The lock is taken at once, so that no two writers meet half-way.
    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreProblem> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        self.change(Box::new(work), |inner| inner.written.notify_one()).await
    }

    /// Changes the book as [`Store::write`] does, and does not notify the one who is notified: it is for them.
    pub(super) async fn write_quietly<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreProblem> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        self.change(Box::new(work), |_| ()).await
    }

    /// A request that is given up meanwhile has changed the book all the same: it is notified where it is committed.
    async fn change<T, E>(&self, work: Writing<T, E>, notify: fn(&Inner)) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreProblem> + Send + 'static,
    {
        let inner = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || {
            let done = inner.change(work);
            notify(&inner);
            inner.changes.send_modify(|changes| *changes = changes.wrapping_add(1));
            done
        });
        done.await.map_err(|_| StoreProblem::Lost)?
    }
}

impl Inner {
    /// One write transaction around the work.
    fn change<T, E: From<StoreProblem>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreProblem::Database)?;
        let result = work(&transaction)?;
        self.points.reached(CrashStage::BeforeCommit);
        transaction.commit().map_err(StoreProblem::Database)?;
        self.points.reached(CrashStage::AfterCommit);
        Ok(result)
    }
}

/// One read transaction around the work.
fn read_in<T, E: From<StoreProblem>>(reader: &mut Connection, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
    let transaction = reader.transaction().map_err(StoreProblem::Database)?;
    work(&transaction)
}

/// A panic elsewhere does not make the connections unusable: SQLite's own transactions keep them whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Everything the book depends on; two books with the same text are the same.
fn made_with(options: &Options) -> String {
    let Options { registry, seed, accounts, blocks, history, level, .. } = options;
    let past = if *history { "a past" } else { "no past" };
    format!(
        "registry {registry}, seed {seed}, {accounts} accounts, {blocks} blocks, {past}, level {level}, version {}",
        schema::VERSION
    )
}

/// Stages what is wanted and not staged yet.
fn stage(writer: &mut Connection, options: &Options) -> Result<(), SandboxProblem> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    exercise::stage(&transaction, (options.registry, options.level), &options.exercises, as_of(options))?;
    planted::plant(&transaction, (options.registry, options.level), &options.planted, as_of(options))?;
    Ok(transaction.commit()?)
}

/// The moment that history and exercises lead up to.
fn as_of(options: &Options) -> Timestamp {
    options.as_of.unwrap_or_else(|| exercise::last_midnight(Timestamp::now()))
}

/// What a file says it was made with.
fn recorded(file: &Path) -> Result<String, SandboxProblem> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let ours: bool = connection.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'", [], |row| row.get(0))?;
    if !ours {
        return Ok("something else".to_owned());
    }
    Ok(connection.query_row("SELECT made_with FROM meta", [], |row| row.get(0))?)
}

/// Makes the book beside its place and moves it there when it is whole, so that a file in place is never half a book.
fn fill(file: &Path, options: &Options, made_with: &str) -> Result<(), SandboxProblem> {
    let unfinished = file.with_extension("unfinished");
    if unfinished.exists() {
        std::fs::remove_file(&unfinished)?;
    }
    let mut connection = Connection::open(&unfinished)?;
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "foreign_keys", "OFF")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "threads", 2)?;
    for tables in schema::TABLES {
        connection.execute_batch(tables)?;
    }
    let (as_of, transaction) = (as_of(options), connection.transaction()?);
    let opened = exercise::opened(as_of);
    seed::fill(&transaction, options, opened)?;
    seed::peers::write(&transaction, options.registry, options.level)?;
    seed::contacts::write(&transaction, options.registry, as_of)?;
    let registry = options.registry.to_string();
    guard::found(Pen { book: &transaction, registry: options.registry, now: opened })?;
    transaction.execute("INSERT INTO meta (made_with, registry) VALUES (?, ?)", [made_with, &registry])?;
    transaction.commit()?;
    for indices in schema::INDICES {
        connection.execute_batch(indices)?;
    }
    if options.history {
        // Exercises restore backups, which a file without a journal can't.
        connection.pragma_update(None, "journal_mode", "MEMORY")?;
        let transaction = connection.transaction()?;
        // Whoever asks for a difference is to find that one alone.
        let quiet = !(options.planted.is_empty() && options.exercises.is_empty());
        exercise::play_history(&transaction, (options.registry, options.level), as_of, quiet)?;
        transaction.commit()?;
    }
    connection.execute_batch(schema::book::ANALYZE)?;
    connection.close().map_err(|(_, problem)| problem)?;
    std::fs::rename(&unfinished, file)?;
    Ok(())
}

#[cfg(test)]
mod tests;
