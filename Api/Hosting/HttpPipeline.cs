using System.Net;
using Daogou.Api.Access;
using Daogou.Api.Console;
using Daogou.Api.Endpoints;
using Daogou.Api.Pages;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;

namespace Daogou.Api.Hosting;

/// <summary>What answers requests, in the order in which it is asked.</summary>
internal static class HttpPipeline
{
    public static void Register(IServiceCollection services, IConfiguration configuration, DaogouHostArguments arguments)
    {
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        var api = configuration.GetSection(ApiOptions.Section).Get<ApiOptions>() ?? new ApiOptions();
        services.AddAccessRules(storage, api);
        services.AddConsole();
        services.AddProblemDetails(Problems.Configure);
        services.AddExceptionHandler<StorageProblem>();
        services.AddOpenApi("v1", OpenDocument.Configure);
        services.AddHealthChecks().AddCheck<BookHealth>("book");
        // A redirect is a few microseconds of work: handing it from thread to thread costs more than doing it.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    public static void Map(WebApplication application, DaogouHostArguments arguments)
    {
        // Before the router, which answers redirects without asking anything behind it.
        Trust(application);
        application.UseRouting();
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseRateLimiter();
        application.UseAntiforgery();
        application.UseWhen(IsRest, rest => rest.UseMiddleware<IdempotentPosts>());
        application.MapRedirect();
        application.MapHealthChecks("/healthz").AllowAnonymous();
        application.MapConsole();
        application.MapRestV1();
        application.MapPostbacks();
        application.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        application.MapScalarApiReference("/scalar").AllowAnonymous();
        application.MapGroup("").AllowAnonymous().MapPublicPages();
        arguments.Map?.Invoke(application.MapGroup("").AllowAnonymous());
        application.Map("{**path}", () => Problems.NotFound("such page")).WithOrder(int.MaxValue).AllowAnonymous();
    }

    private static bool IsRest(HttpContext http) => http.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

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
