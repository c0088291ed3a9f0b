namespace Daogou.Api.Cli;

/// <summary>What the program's end says to the shell.</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>It ran and the answer is no: nothing found, rows refused, the ledger is unsound.</summary>
    public const int No = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Wrong = 2;

    /// <summary>Another process works on the same data, or the address is taken.</summary>
    public const int InUse = 3;

    /// <summary>The store cannot be opened, read or written.</summary>
    public const int Storage = 4;
}
