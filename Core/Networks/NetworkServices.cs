using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks;

/// <summary>Registers the networks of the settings.</summary>
public static class NetworkServices
{
    public static IServiceCollection AddNetworks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<NetworksOptions>>(new NetworksOptionsCheck(configuration));
        services.AddOptions<NetworksOptions>()
            .Configure(options => configuration.GetSection(NetworksOptions.Section)
                .Bind(options.Networks, binder => binder.ErrorOnUnknownConfiguration = true))
            .ValidateOnStart();
        services.AddHttpClient();
        return services.AddSingleton(provider => new NetworkCatalog(
            provider.GetRequiredService<IOptions<NetworksOptions>>().Value.Networks.Select(network => new TemplateNetwork(
                network,
                network.Reports.SecretEnv is { Length: > 0 } name ? configuration[name] : null,
                provider.GetRequiredService<IHttpClientFactory>()))));
    }
}
