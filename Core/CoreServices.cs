using Daogou.Core.Deals;
using Daogou.Core.Clicks;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Outbox;
using Daogou.Core.Access;
using Daogou.Core.Ledger;
using Daogou.Core.Payouts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core;

/// <summary>The only place where Core's services and options are registered. The opened book (<c>Database</c>) and clicks (<c>ClickBook</c>) are the host's to add.</summary>
public static class CoreServices
{
    public static IServiceCollection AddDaogouCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddNetworks(configuration);
        services.AddOutbox(configuration);
        services.AddAccess();
        services.AddLedger();
        services.AddLinks(configuration);
        services.AddDeals();
        services.AddPayouts(configuration);
        services.AddClicks();
        return services;
    }
}
