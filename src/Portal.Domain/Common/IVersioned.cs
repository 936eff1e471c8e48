namespace Portal.Domain.Common;

/// <summary>An aggregate of which a lost race must be noticed: each save raises the version by one, and a save from an older version is refused.</summary>
public interface IVersioned
{
    int Version { get; }
}
