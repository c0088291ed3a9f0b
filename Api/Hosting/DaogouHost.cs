using Daogou.Bot;
using Daogou.Core;
using Daogou.Core.Storage;
using Daogou.Crawler;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Hosting;

/// <summary>Puts the product together. The server, the demo, the command line and the tests start it here and nowhere else.</summary>
public static class DaogouHost
{
    /// <summary>Checks the settings, opens the books and builds the application; <c>StartAsync</c> sets it going.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    /// <exception cref="InstanceInUseException">Another process works on the same data.</exception>
    public static async Task<WebApplication> BuildAsync(DaogouHostArguments arguments, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DaogouHost).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
            ContentRootPath = Environment.CurrentDirectory,
        });
        var warnings = SettingsFiles.Load(builder.Configuration, arguments);
        HostLogging.Configure(builder.Logging, builder.Configuration, arguments);
        var findings = SettingsCheck.Run(builder.Configuration);
        if (findings.Problems.Count > 0)
        {
            throw new SettingsException(findings.Problems);
        }
        Listen(builder, arguments);
        Register(builder.Services, builder.Configuration, arguments);
        var application = builder.Build();
        try
        {
            Warn(application, [.. warnings, .. findings.Warnings]);
            if (OwnersFindings(application.Services) is { Count: > 0 } wrong)
            {
                throw new SettingsException(wrong);
            }
            var storage = application.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
            var logger = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Daogou.Storage");
            await application.Services.GetRequiredService<OpenBooks>()
                .OpenAsync(storage, arguments.TakesInstanceLock, arguments.TimeProvider, logger, cancellationToken);
            HttpPipeline.Map(application, arguments);
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>All that a start would say of these settings, without opening anything.</summary>
    public static SettingsFindings CheckSettings(IConfiguration configuration)
    {
        var findings = SettingsCheck.Run(configuration);
        if (findings.Problems.Count > 0)
        {
            return findings;
        }
        var services = new ServiceCollection().AddLogging().AddSingleton(configuration);
        Register(services, configuration, new DaogouHostArguments { Roles = Roles.None });
        using var provider = services.BuildServiceProvider();
        return findings with { Problems = OwnersFindings(provider) };
    }

    private static void Listen(WebApplicationBuilder builder, DaogouHostArguments arguments)
    {
        var api = builder.Configuration.GetSection(ApiOptions.Section).Get<ApiOptions>() ?? new ApiOptions();
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls([.. arguments.Urls is [] ? api.Listen.Split(';') : arguments.Urls]);
    }

    private static void Register(IServiceCollection services, IConfiguration configuration, DaogouHostArguments arguments)
    {
        services.AddSingleton(arguments);
        services.AddSingleton(arguments.TimeProvider);
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section));
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsCheck>();
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateOnStart();
        services.AddSingleton<OpenBooks>();
        services.AddSingleton(provider => provider.GetRequiredService<OpenBooks>().Book);
        services.AddSingleton(provider => new ClickBook(provider.GetRequiredService<OpenBooks>().Clicks));
        AddPart(services, arguments.Roles != Roles.None, () => services.AddDaogouCore(configuration));
        AddPart(services, arguments.Roles.HasFlag(Roles.Crawler), () => services.AddDaogouCrawler(configuration));
        AddPart(services, arguments.Roles.HasFlag(Roles.Bot), () => services.AddDaogouBot(configuration));
        services.AddRouting();
        HttpPipeline.Register(services, configuration, arguments);
        arguments.Services?.Invoke(services, configuration);
        // Quartz registers the clock of its ticks under the same type; everybody else means the business clock, so that one comes last.
        services.AddSingleton(arguments.TimeProvider);
    }

    /// <summary>A part that this process does not run still lends its use cases, but nothing of it starts by itself.</summary>
    private static void AddPart(IServiceCollection services, bool runs, Action add)
    {
        var before = services.Count;
        add();
        for (var index = services.Count - 1; !runs && index >= before; index--)
        {
            if (services[index].ServiceType == typeof(IHostedService))
            {
                services.RemoveAt(index);
            }
        }
    }

    /// <summary>What only the owners of the options can see (two networks of one key, a zone that does not exist).</summary>
    private static IReadOnlyList<string> OwnersFindings(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return [.. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)];
        }
    }

    private static void Warn(WebApplication application, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            HostLogging.LogSetting(application.Logger, warning);
        }
    }
}
