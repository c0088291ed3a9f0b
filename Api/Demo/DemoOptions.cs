using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Daogou.Api.Demo;

/// <summary>How the demo is started.</summary>
public sealed record DemoOptions
{
    public const int DefaultPort = 5080;

    /// <summary>The first port to try; the shops take the next free ones. 0: any.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Go on with what the last run left instead of starting afresh.</summary>
    public bool Keep { get; init; }

    public string Folder { get; init; } = Path.Combine("data", "demo");

    /// <summary>Days of prices that are collected before the doors open, so that there is a history to judge by.</summary>
    public int PastDays { get; init; } = 30;

    /// <summary>Reads <c>--port N</c>, <c>--keep</c> and <c>--folder F</c>; null with the reason when something else stands there.</summary>
    public static DemoOptions? Read(IReadOnlyList<string> args, out string? wrong)
    {
        var options = new DemoOptions();
        wrong = null;
        for (var at = 0; at < args.Count; at++)
        {
            var value = at + 1 < args.Count ? args[at + 1] : "";
            switch (args[at])
            {
                case "--keep":
                    options = options with { Keep = true };
                    break;
                case "--folder" when value.Length > 0:
                    options = options with { Folder = args[++at] };
                    break;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65_000:
                    options = options with { Port = port };
                    at++;
                    break;
                default:
                    wrong = $"'{args[at]}' is not understood here; demo takes --port N (0 to 65000), --folder F and --keep.";
                    return null;
            }
        }
        return options;
    }

    /// <summary>So many ports of loopback that are free now, counting up from the wanted one.</summary>
    public static IReadOnlyList<int> FreePorts(int from, int count)
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (var port = from; listeners.Count < count && port <= IPEndPoint.MaxPort; port = port == 0 ? 0 : port + 1)
            {
                var listener = new TcpListener(IPAddress.Loopback, port);
                try
                {
                    listener.Start();
                    listeners.Add(listener);
                }
                catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
                {
                    listener.Dispose();
                }
            }
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
