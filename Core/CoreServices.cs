using Daogou.Core.Access;
using Daogou.Core.Catalog;
using Daogou.Core.Clicks;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Outbound;
using Daogou.Core.Orders;
using Daogou.Core.Orders.Postbacks;
using Daogou.Core.Outbox;
using Daogou.Core.Payouts;
using Daogou.Core.Rebates;
using Daogou.Core.Reports;
using Daogou.Core.Search;
using Daogou.Core.Trail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core;

/// <summary>The only place where Core's services and options are registered. The opened book (<c>Database</c>) and clicks (<c>ClickBook</c>) are the host's to add.</summary>
public static class CoreServices
{
    public static IServiceCollection AddDaogouCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOutbound(configuration);
        services.AddNetworks(configuration);
        services.AddOutbox(configuration);
        services.AddAccess();
        services.AddLedger();
        services.AddLinks(configuration);
        services.AddDeals(configuration);
        services.AddCatalog();
        services.AddRanking(configuration);
        services.AddSearch(configuration);
        // Ranking may not know the networks, so what it wants of them is handed to it here.
        services.AddSingleton<ExpectedCommission>(provider =>
        {
            var networks = provider.GetRequiredService<NetworkCatalog>();
            return deal => networks.For(new Uri(deal.Url))?.Programme.CommissionBp ?? 0;
        });
        services.AddPayouts(configuration);
        services.AddClicks();
        services.AddOrders();
        services.AddPostbacks(configuration);
        services.AddRebates(configuration);
        services.AddReports();
        services.AddTrail();
        return services;
    }
}
