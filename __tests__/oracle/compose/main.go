// Prints what compose makes of sets of files: one JSON request a line in, one JSON answer a line out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
)

// request names a folder and the files that compose is called with; without files it finds them itself.
type request struct {
	Root  string   `json:"root"`
	Dir   string   `json:"dir"`
	Files []string `json:"files"`
}

type answer struct {
	Error    string             `json:"error,omitempty"`
	Services map[string]service `json:"services"`
}

type build struct {
	Context    string             `json:"context"`
	Dockerfile string             `json:"dockerfile"`
	Inline     string             `json:"inline"`
	Target     string             `json:"target"`
	Args       map[string]*string `json:"args"`
	Contexts   map[string]string  `json:"contexts"`
}

type service struct {
	Build       *build             `json:"build"`
	Image       string             `json:"image"`
	User        string             `json:"user"`
	WorkingDir  string             `json:"workingDir"`
	Command     []string           `json:"command"`
	Entrypoint  []string           `json:"entrypoint"`
	Ports       []string           `json:"ports"`
	Mounts      map[string]string  `json:"mounts"`
	Environment map[string]*string `json:"environment"`
	ReadOnly    bool               `json:"readOnly"`
	NetworkMode string             `json:"networkMode"`
	Health      []string           `json:"health"`
	HealthOff   bool               `json:"healthOff"`
	VolumesFrom []string           `json:"volumesFrom"`
}

func main() {
	logrus.SetLevel(logrus.FatalLevel)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var asked request
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		if err := out.Encode(judge(asked)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}

func judge(asked request) (result answer) {
	defer func() {
		if reason := recover(); reason != nil {
			result = answer{Error: fmt.Sprint("panic: ", reason)}
		}
	}()
	project, err := load(asked)
	if err != nil {
		return answer{Error: err.Error()}
	}
	services := map[string]service{}
	for name, one := range project.Services {
		services[name] = told(one, project, asked.Root)
	}
	for name, one := range project.DisabledServices {
		services[name] = told(one, project, asked.Root)
	}
	return answer{Services: services}
}

// load reads the files without any variable of this machine.
func load(asked request) (*types.Project, error) {
	if err := os.Chdir(asked.Dir); err != nil {
		return nil, err
	}
	options, err := cli.NewProjectOptions(asked.Files,
		cli.WithEnvFiles(),
		cli.WithDotEnv,
		cli.WithConfigFileEnv,
		cli.WithDefaultConfigPath,
		cli.WithEnvFiles(),
		cli.WithDotEnv,
		cli.WithProfiles([]string{"*"}),
	)
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}

func told(one types.ServiceConfig, project *types.Project, root string) service {
	result := service{
		Image:       one.Image,
		User:        one.User,
		WorkingDir:  one.WorkingDir,
		Command:     one.Command,
		Entrypoint:  one.Entrypoint,
		Ports:       []string{},
		Mounts:      map[string]string{},
		Environment: one.Environment,
		ReadOnly:    one.ReadOnly,
		NetworkMode: one.NetworkMode,
		VolumesFrom: one.VolumesFrom,
	}
	if one.Build != nil {
		contexts := map[string]string{}
		for name, value := range one.Build.AdditionalContexts {
			contexts[name] = relative(value, root)
		}
		result.Build = &build{
			Context:    relative(one.Build.Context, root),
			Dockerfile: one.Build.Dockerfile,
			Inline:     one.Build.DockerfileInline,
			Target:     one.Build.Target,
			Args:       one.Build.Args,
			Contexts:   contexts,
		}
	}
	for _, port := range one.Ports {
		result.Ports = append(result.Ports, fmt.Sprintf("%s|%s>%d/%s", port.HostIP, port.Published, port.Target, port.Protocol))
	}
	for _, volume := range one.Volumes {
		source := ""
		if volume.Type == "bind" {
			source = relative(volume.Source, root)
		}
		mode := "rw"
		if volume.ReadOnly {
			mode = "ro"
		}
		result.Mounts[filepath.Clean(volume.Target)] = strings.Join([]string{volume.Type, source, mode}, " ")
	}
	for _, tmpfs := range one.Tmpfs {
		target, options, _ := strings.Cut(tmpfs, ":")
		mode := "rw"
		for _, option := range strings.Split(options, ",") {
			if option == "ro" {
				mode = "ro"
			}
		}
		result.Mounts[filepath.Clean(target)] = "tmpfs  " + mode
	}
	for _, config := range one.Configs {
		definition := project.Configs[config.Source]
		result.Mounts[mounted("/", config.Source, config.Target)] = file("config", definition.File, definition.Content, root)
	}
	for _, secret := range one.Secrets {
		definition := project.Secrets[secret.Source]
		result.Mounts[mounted("/run/secrets", secret.Source, secret.Target)] = file("secret", definition.File, definition.Content, root)
	}
	if one.HealthCheck != nil {
		result.Health = one.HealthCheck.Test
		result.HealthOff = one.HealthCheck.Disable
	}
	return result
}

// mounted is where docker compose mounts a config or secret (pkg/compose/create.go).
func mounted(folder, source, target string) string {
	if target == "" {
		target = source
	}
	if filepath.IsAbs(target) {
		return filepath.Clean(target)
	}
	return filepath.Join(folder, target)
}

func file(kind, path, content, root string) string {
	if content != "" {
		return kind + " content:" + content
	}
	if path == "" {
		return kind + " "
	}
	return kind + " " + relative(path, root)
}

func relative(path, root string) string {
	if !filepath.IsAbs(path) {
		return path
	}
	inside, err := filepath.Rel(root, path)
	if err != nil {
		return path
	}
	return inside
}
