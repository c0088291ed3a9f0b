using Microsoft.Extensions.Logging.Console;

namespace Daogou.Api.Hosting;

/// <summary>Our own lines from Information on, the framework's only when something is wrong.</summary>
internal static partial class HostLogging
{
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Error);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
    }

    [LoggerMessage(LogLevel.Warning, "Settings: {Finding}")]
    public static partial void LogSetting(ILogger logger, string finding);
}
