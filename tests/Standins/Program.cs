using Daogou.Standins.Alliances;

namespace Daogou.Standins;

/// <summary><c>dotnet run --project tests/Standins</c>: the alliances' doubles for a person to try settings against.</summary>
internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        await using var server = await AllianceServer.StartAsync(TimeProvider.System, arguments is [var listen, ..] ? listen : "http://127.0.0.1:5090");
        foreach (var hint in server.Hints)
        {
            Console.WriteLine(hint);
        }
        Console.WriteLine($"Allow them with Outbound__AllowedPrivateHosts__0={server.HostAndPort}. Ctrl+C ends.");
        await server.WaitAsync();
    }
}
