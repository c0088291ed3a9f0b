using Daogou.Crawler.Detection;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Jobs;
using Daogou.Crawler.Manners;
using Daogou.Crawler.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler;

/// <summary>The only place where the crawler's services and options are registered.</summary>
public static class CrawlerServices
{
    public static IServiceCollection AddDaogouCrawler(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<SourcesOptions>>(new SourcesOptionsCheck(configuration));
        services.AddOptions<SourcesOptions>().Configure(options => configuration.GetSection(SourcesOptions.Section).Bind(options.Sources)).ValidateOnStart();
        services.AddSingleton(new SourceSecrets(configuration));
        services.AddSingleton(_ => new HostPace(TimeProvider.System));
        services.AddSingleton<RobotsGate>();
        services.AddSingleton<SourceFetcher>();
        services.AddSingleton<SourceCrawl>();
        services.AddSingleton<SourceWatch>();
        services.AddSingleton<SourceTest>();
        services.AddSingleton<SourceDetect>();
        services.AddHostedService<SourceSync>();
        return services.AddJobs(configuration);
    }
}
