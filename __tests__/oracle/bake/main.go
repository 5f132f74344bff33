// What buildx itself makes of bake files: reads sets of files as JSON, writes their targets and groups as JSON.
// Nothing is built, and no daemon is asked.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/docker/buildx/bake"
)

type input struct {
	Name  string `json:"name"`
	Files []struct {
		Name string `json:"name"`
		Text string `json:"text"`
	} `json:"files"`
}

type target struct {
	Context    *string            `json:"context"`
	Dockerfile *string            `json:"dockerfile"`
	Inline     bool               `json:"inline"`
	Target     *string            `json:"target"`
	Args       map[string]*string `json:"args"`
	Contexts   map[string]string  `json:"contexts"`
	Tags       []string           `json:"tags"`
}

type output struct {
	Name    string              `json:"name"`
	Error   string              `json:"error,omitempty"`
	Targets map[string]target   `json:"targets"`
	Refused map[string]string   `json:"refused"`
	Groups  map[string][]string `json:"groups"`
}

func main() {
	// The defaults are compared: the machine's own variables are none of the files.
	os.Setenv("BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP", "1")
	var sets []input
	if err := json.NewDecoder(os.Stdin).Decode(&sets); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	results := make([]output, 0, len(sets))
	for _, set := range sets {
		results = append(results, read(set))
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read(set input) (result output) {
	result = output{
		Name:    set.Name,
		Targets: map[string]target{},
		Refused: map[string]string{},
		Groups:  map[string][]string{},
	}
	defer func() {
		if cause := recover(); cause != nil {
			result.Error = fmt.Sprint(cause)
		}
	}()
	var files []bake.File
	for _, file := range set.Files {
		files = append(files, bake.File{Name: file.Name, Data: []byte(file.Text)})
	}
	builtin := map[string]string{"BAKE_CMD_CONTEXT": "cwd://", "BAKE_LOCAL_PLATFORM": "linux/amd64"}
	config, _, err := bake.ParseFiles(files, builtin, map[string]string{})
	if err != nil {
		result.Error = err.Error()
		return result
	}
	for _, group := range config.Groups {
		result.Groups[group.Name] = group.Targets
	}
	for _, each := range config.Targets {
		resolved, err := config.ResolveTarget(each.Name, nil, &bake.EntitlementConf{})
		if err != nil {
			result.Refused[each.Name] = err.Error()
			continue
		}
		result.Targets[each.Name] = target{
			Context:    resolved.Context,
			Dockerfile: resolved.Dockerfile,
			Inline:     resolved.DockerfileInline != nil,
			Target:     resolved.Target,
			Args:       resolved.Args,
			Contexts:   resolved.Contexts,
			Tags:       resolved.Tags,
		}
	}
	return result
}
