using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Outbound;

/// <summary>Registers the guarded client.</summary>
public static class OutboundServices
{
    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsValidator>();
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsCheck>();
        services.AddOptions<OutboundOptions>().Bind(configuration.GetSection(OutboundOptions.Section)).ValidateOnStart();
        services.TryAddSingleton<IHostResolver, SystemResolver>();
        // Deadlines are real time, also where business time is pushed.
        services.AddSingleton(provider => new GuardedHttp(
            provider.GetRequiredService<IOptions<OutboundOptions>>(), provider.GetRequiredService<IHostResolver>(), TimeProvider.System));
        services.AddHttpClient(GuardedHttp.ClientName).ConfigurePrimaryHttpMessageHandler(provider =>
            GuardedHttp.CreateHandler(provider.GetRequiredService<IOptions<OutboundOptions>>().Value, provider.GetRequiredService<IHostResolver>()));
        return services.AddHostedService<AllowedHostsNotice>();
    }
}

/// <summary>Says at start which private hosts are open: nobody should find out later.</summary>
internal sealed partial class AllowedHostsNotice(IOptions<OutboundOptions> options, ILogger<AllowedHostsNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AllowedPrivateHosts is { Count: > 0 } hosts)
        {
            LogAllowed(string.Join(", ", hosts));
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Private addresses may be fetched from these hosts: {Hosts}")]
    private partial void LogAllowed(string hosts);
}
