using Daogou.Core.Networks;
using Daogou.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Orders.Postbacks;

/// <summary>Registers the doors for networks' calls.</summary>
public static class PostbackServices
{
    public static IServiceCollection AddPostbacks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<PostbacksOptions>>(new PostbacksOptionsCheck(configuration));
        services.AddOptions<PostbacksOptions>()
            .Configure(options => configuration.GetSection(PostbacksOptions.Section).Bind(options.Postbacks, binder => binder.ErrorOnUnknownConfiguration = true))
            .ValidateOnStart();
        return services.AddSingleton(provider => new PostbackDesk(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<NetworkCatalog>(), provider.GetRequiredService<IReportTaker>(),
            PostbackDoor.Open(provider.GetRequiredService<IOptions<PostbacksOptions>>().Value, configuration), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PostbackDesk>>()));
    }
}
