using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daogou.Benchmarks.Redirect;

/// <summary>The limit: the least that ASP.NET Core can do for a 302 from a table in memory. It records nothing.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        var application = builder.Build();
        var destinations = Enumerable.Range(0, BenchLinks.Count).ToFrozenDictionary(BenchLinks.Code, BenchLinks.Destination);
        application.MapGet("/r/{code}", (RequestDelegate)(http =>
        {
            if (destinations.TryGetValue((string)http.Request.RouteValues["code"]!, out var destination))
            {
                http.Response.StatusCode = StatusCodes.Status302Found;
                http.Response.Headers.Location = destination;
            }
            else
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            }
            return Task.CompletedTask;
        }));
        await application.RunAsync();
        return 0;
    }
}
