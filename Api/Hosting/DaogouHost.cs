using Daogou.Core;
using Daogou.Core.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Hosting;

/// <summary>Puts the product together. The server, the demo and the tests start it here and nowhere else.</summary>
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
        SettingsFiles.Load(builder.Configuration, arguments);
        HostLogging.Configure(builder.Logging, builder.Configuration);
        SettingsCheck.Require(builder.Configuration);
        var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        var api = builder.Configuration.GetSection(ApiOptions.Section).Get<ApiOptions>() ?? new ApiOptions();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls([.. arguments.Urls is [] ? api.Listen.Split(';') : arguments.Urls]);
        Register(builder.Services, builder.Configuration, arguments);

        using var early = LoggerFactory.Create(logging => HostLogging.Configure(logging, builder.Configuration));
        var books = await OpenBooks.OpenAsync(
            storage, arguments.TakesInstanceLock, arguments.TimeProvider, early.CreateLogger("Daogou.Storage"), cancellationToken);
        builder.Services.AddSingleton(_ => books);
        builder.Services.AddSingleton(services => services.GetRequiredService<OpenBooks>().Book);
        builder.Services.AddSingleton(services => new ClickBook(services.GetRequiredService<OpenBooks>().Clicks));
        try
        {
            var application = builder.Build();
            // Asked for first, so that the container closes it last.
            _ = application.Services.GetRequiredService<OpenBooks>();
            _ = application.Services.GetRequiredService<IOptions<ApiOptions>>();
            HttpPipeline.Map(application, arguments);
            return application;
        }
        catch
        {
            await books.DisposeAsync();
            throw;
        }
    }

    private static void Register(IServiceCollection services, IConfiguration configuration, DaogouHostArguments arguments)
    {
        services.AddSingleton(arguments.TimeProvider);
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateDataAnnotations();
        services.AddDaogouCore(configuration);
        arguments.Services?.Invoke(services, configuration);
        services.TryAddSingleton(arguments);
    }
}
