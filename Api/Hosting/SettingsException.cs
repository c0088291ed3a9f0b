namespace Daogou.Api.Hosting;

/// <summary>The settings are wrong: each problem names the key, what it got and what it accepts. The program ends with code 2.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>Another process works on the same data; the message says which. The program ends with code 3.</summary>
public sealed class InstanceInUseException(string message, Exception inner) : Exception(message, inner);
