namespace Portal.UnitTests.Files;

/// <summary>Tests of what the whole process allocates: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
