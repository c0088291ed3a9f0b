using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core.Ledger;

public static class LedgerServices
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services.AddSingleton<Verification>();
}
