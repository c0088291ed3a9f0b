using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace Daogou.Tests.Support;

/// <summary>
/// One private PostgreSQL for the whole test run, in a temporary folder on a free loopback port; each test gets a database of its own.
/// Started on first use, stopped when the process ends.
/// </summary>
public static class PostgresCluster
{
    private static readonly Lazy<Task<string>> Server = new(StartAsync);
    private static int s_databases;

    /// <summary>The connection string of a new empty database; skips the test with the reason when PostgreSQL is not installed.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        if (FindPrograms() is null)
        {
            const string Missing = "PostgreSQL 15 is not installed (Debian package postgresql-15).";
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            {
                Assert.Fail(Missing + " On CI it must be.");
            }
            Assert.Skip(Missing);
        }
        var server = await Server.Value;
        var name = "t" + Interlocked.Increment(ref s_databases).ToString(CultureInfo.InvariantCulture);
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    private static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).OrderDescending(StringComparer.Ordinal).FirstOrDefault()
            : null;

    private static async Task<string> StartAsync()
    {
        var bin = FindPrograms()!;
        var folder = Directory.CreateTempSubdirectory("daogou-pg-").FullName;
        var data = Path.Combine(folder, "data");
        // initdb refuses to run as root; the package made a postgres user for this.
        var asPostgres = Environment.UserName == "root";
        if (asPostgres)
        {
            await RunAsync("chown", ["postgres", folder], asPostgres: false);
        }
        await RunAsync(Path.Combine(bin, "initdb"), ["-A", "trust", "-U", "daogou", "--locale=C.UTF-8", "-E", "UTF8", "-N", "-D", data], asPostgres);
        var port = FreePort();
        string[] settings =
        [
            "-c listen_addresses=127.0.0.1", $"-c port={port.ToString(CultureInfo.InvariantCulture)}", $"-c unix_socket_directories={folder}",
            "-c fsync=off", "-c max_connections=200",
        ];
        await RunAsync(
            Path.Combine(bin, "pg_ctl"), ["-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", string.Join(' ', settings), "start"], asPostgres);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            RunAsync(Path.Combine(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], asPostgres).GetAwaiter().GetResult();
            // A thousand databases take longer to delete than a process may take to end.
            Process.Start("rm", ["-rf", folder]).Dispose();
        };
        return $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=daogou;Database=postgres";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, string[] arguments, bool asPostgres)
    {
        var start = asPostgres ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        // pg_ctl leaves the server holding its output open, so the end of the process is waited for and not the end of the stream.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}.");
        }
    }
}
