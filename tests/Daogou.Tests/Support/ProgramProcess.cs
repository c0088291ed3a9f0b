using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Daogou.Tests.Support;

/// <summary>The real program in a process of its own, to be killed without warning.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProgramProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public bool WasKilled { get; private set; }

    /// <summary>Serves the folder's settings on a free port of loopback, and returns when it answers.</summary>
    public static async Task<ProgramProcess> ServeAsync(string folder, CancellationToken cancellationToken)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/"));
        var program = new ProgramProcess(Start(folder, "serve", "--roles", "api", "--urls", address.GetLeftPart(UriPartial.Authority)), address);
        for (var attempt = 0; ; attempt++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
                return program;
            }
            catch (SocketException) when (attempt < 600 && !program._process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>Runs a command to its end and returns what it printed.</summary>
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        WasKilled = true;
        _process.Kill(entireProcessTree: true);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Daogou.Api.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        if (arguments is ["serve", ..])
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
        }
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
