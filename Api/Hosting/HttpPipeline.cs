using System.Net;
using Daogou.Api.Endpoints;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Hosting;

/// <summary>What answers requests, in the order in which it is asked.</summary>
internal static class HttpPipeline
{
    public static void Register(IServiceCollection services, IConfiguration configuration, DaogouHostArguments arguments)
    {
        services.AddProblemDetails(Problems.Configure);
        services.AddExceptionHandler<StorageProblem>();
        services.AddHealthChecks().AddCheck<BookHealth>("book");
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    public static void Map(WebApplication application, DaogouHostArguments arguments)
    {
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        Trust(application);
        application.MapHealthChecks("/healthz");
        arguments.Map?.Invoke(application);
    }

    /// <summary>Only a named proxy may say who the visitor is.</summary>
    private static void Trust(WebApplication application)
    {
        var proxies = application.Services.GetRequiredService<IOptions<ApiOptions>>().Value.TrustedProxies;
        if (proxies.Count == 0)
        {
            return;
        }
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies.Select(IPAddress.Parse))
        {
            options.KnownProxies.Add(proxy);
        }
        application.UseForwardedHeaders(options);
    }
}
