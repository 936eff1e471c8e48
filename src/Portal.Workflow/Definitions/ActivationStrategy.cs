using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>When an instance may be started, asked by whoever starts one of its own accord; a parent that starts a child does not ask.</summary>
public enum ActivationStrategy
{
    /// <summary>Always.</summary>
    Always,

    /// <summary>While no instance of the definition is running.</summary>
    Singleton,

    /// <summary>While no instance of any definition is running with the correlation id.</summary>
    Correlation,

    /// <summary>While no instance of the definition is running with the correlation id.</summary>
    CorrelatedSingleton,
}

/// <summary>Activation strategies as files name them: by Elsa's type, with or without its namespace and assembly.</summary>
internal static class ActivationStrategies
{
    public const string Option = "activationStrategyType";

    /// <summary>The strategy that the options name, <see cref="ActivationStrategy.Always"/> where they name none; null for one that is not known.</summary>
    public static ActivationStrategy? Of(JsonElement? options)
    {
        if (Named(options) is not { } type)
        {
            return ActivationStrategy.Always;
        }

        var name = type.Split(',')[0].Trim();
        return name[(name.LastIndexOf('.') + 1)..] switch
        {
            "AllowAlwaysStrategy" => ActivationStrategy.Always,
            "SingletonStrategy" => ActivationStrategy.Singleton,
            "CorrelationStrategy" => ActivationStrategy.Correlation,
            "CorrelatedSingletonStrategy" => ActivationStrategy.CorrelatedSingleton,
            _ => null,
        };
    }

    public static string? Named(JsonElement? options) =>
        options is { ValueKind: JsonValueKind.Object } given && given.EnumerateObject().FirstOrDefault(p => p.Name.Equals(Option, StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: JsonValueKind.String } value
            ? value.GetString() : null;
}
