namespace Daogou.Standins;

/// <summary>Strict local doubles of outside services live in this assembly, one folder each.</summary>
public static class Standin;
