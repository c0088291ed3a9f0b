using Daogou.Api.Hosting;

namespace Daogou.Api;

/// <summary>The one executable: serves, and answers on the command line.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        await using var application = await DaogouHost.BuildAsync(new DaogouHostArguments(), CancellationToken.None);
        await application.RunAsync();
        return 0;
    }
}
