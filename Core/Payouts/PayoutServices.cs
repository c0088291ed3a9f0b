using Daogou.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Payouts;

public static class PayoutServices
{
    public static IServiceCollection AddPayouts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<PayoutOptions>, PayoutOptionsCheck>();
        services.AddOptions<PayoutOptions>()
            .Bind(configuration.GetSection(PayoutOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton(provider => new PayoutMethods(
        [
            .. provider.GetRequiredService<IOptions<PayoutOptions>>().Value.Methods is [_, ..] set
                ? set.Select(method => new ManualPayout(method))
                : [new ManualPayout(new ManualPayoutOptions())],
            .. provider.GetServices<IPayoutProvider>(),
        ]));
        return services.AddSingleton(provider => new PayoutDesk(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<PayoutMethods>(),
            provider.GetRequiredService<IOptions<PayoutOptions>>().Value,
            provider.GetRequiredService<ILogger<PayoutDesk>>()));
    }
}
