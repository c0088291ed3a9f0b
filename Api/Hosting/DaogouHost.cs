using Daogou.Core;
using Daogou.Core.Storage;
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
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DaogouHost).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
        });
        var warnings = SettingsFiles.Load(builder.Configuration, arguments);
        HostLogging.Configure(builder.Logging, builder.Configuration);
        var findings = SettingsCheck.Run(builder.Configuration);
        if (findings.Problems.Count > 0)
        {
            throw new SettingsException(findings.Problems);
        }
        Register(builder, arguments);
        var application = builder.Build();
        try
        {
            Warn(application, [.. warnings, .. findings.Warnings]);
            Validate(application.Services);
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

    private static void Register(WebApplicationBuilder builder, DaogouHostArguments arguments)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var api = configuration.GetSection(ApiOptions.Section).Get<ApiOptions>() ?? new ApiOptions();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls([.. arguments.Urls is [] ? api.Listen.Split(';') : arguments.Urls]);

        services.AddSingleton(arguments);
        services.AddSingleton(arguments.TimeProvider);
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section));
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section));
        services.AddSingleton<OpenBooks>();
        services.AddSingleton(provider => provider.GetRequiredService<OpenBooks>().Book);
        services.AddSingleton(provider => new ClickBook(provider.GetRequiredService<OpenBooks>().Clicks));
        services.AddDaogouCore(configuration);
        HttpPipeline.Register(services, configuration, arguments);
        arguments.Services?.Invoke(services, configuration);
    }

    /// <summary>The checks that only their owners can make (two networks of one key, a zone that does not exist).</summary>
    private static void Validate(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (OptionsValidationException e)
        {
            throw new SettingsException([.. e.Failures]);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            throw new SettingsException([.. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)]);
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
