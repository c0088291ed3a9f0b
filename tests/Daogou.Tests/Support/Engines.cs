using Daogou.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Support;

/// <summary>
/// The engines that every store test runs on: <c>[Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]</c>. SQLite always;
/// PostgreSQL where its programs are installed, else the row is skipped with the reason (on CI a missing one is a failure).
/// </summary>
public static class Engines
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    public static TheoryData<string> All => [Sqlite, Postgres];

    /// <summary>A fresh, migrated book of its own, gone after the test.</summary>
    public static async Task<TestBook> OpenAsync(string engine, TimeProvider? time = null)
    {
        var clock = time ?? new FakeTimeProvider(A.Monday);
        var folder = Directory.CreateTempSubdirectory("daogou-test-").FullName;
        var options = new StorageOptions { Folder = folder };
        if (engine == Postgres)
        {
            options.Postgres = await PostgresCluster.NewDatabaseAsync();
        }
        var book = await Database.OpenBookAsync(options, clock, NullLogger.Instance, TestContext.Current.CancellationToken);
        var clicks = await Database.OpenClicksAsync(options, clock, NullLogger.Instance, TestContext.Current.CancellationToken);
        return new TestBook(book, clicks, options, clock);
    }
}

/// <summary>A book and its clicks for one test.</summary>
public sealed class TestBook(Database book, Database clicks, StorageOptions options, TimeProvider time) : IAsyncDisposable
{
    public Database Book { get; } = book;

    public Database Clicks { get; } = clicks;

    public StorageOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public FakeTimeProvider Clock => (FakeTimeProvider)Time;

    public Task<T> WriteAsync<T>(Func<Session, Task<T>> work) => Book.WriteAsync(work, TestContext.Current.CancellationToken);

    public Task<T> ReadAsync<T>(Func<Session, Task<T>> work) => Book.ReadAsync(work, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Book.DisposeAsync();
        await Clicks.DisposeAsync();
        Directory.Delete(Options.Folder, recursive: true);
    }
}
