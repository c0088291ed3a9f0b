using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Daogou.Benchmarks.Redirect;

/// <summary>One side of the comparison in a process of its own, on a free port of loopback.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Processor time used so far, over all threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The runtime settings of <c>Daogou.Api.csproj</c>, for the product's side only.</summary>
    public static readonly KeyValuePair<string, string> ProductRuntime = new("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0");

    public static Task<ServerProcess> StartAsync(string kind, params string[] arguments) => StartAsync(kind, [], arguments);

    public static async Task<ServerProcess> StartAsync(string kind, IEnumerable<KeyValuePair<string, string>> runtime, params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [kind, address.AbsoluteUri.TrimEnd('/'), .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Insert(0, typeof(ServerProcess).Assembly.Location);
        }
        foreach (var (name, value) in runtime)
        {
            start.Environment[name] = value;
        }
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var server = new ServerProcess(process, address);
        await server.WaitUntilItAnswersAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitUntilItAnswersAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
                return;
            }
            catch (SocketException) when (attempt < 300 && !_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
